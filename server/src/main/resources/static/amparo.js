// What makes the pages smoother. Without it everything works too.

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const typing = target => target.closest?.("input, textarea, select, [contenteditable]");

// --- one key: "/" goes to the search field, Alt+H covers what is sensitive

addEventListener("keydown", event => {
  if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target)) {
    const search = document.getElementById("search");
    if (search) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  } else if (event.altKey && event.code === "KeyH" && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    cover(covers().some(panel => panel.open));
  } else if (event.key === "Escape") {
    all(".menu[open]").forEach(menu => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }
});

const covers = () => all("[data-sensitive]");

// The server reads the cookie, so that the next page begins covered.
function cover(on) {
  covers().forEach(panel => (panel.open = !on));
  all("[data-cover]").forEach(button => {
    button.setAttribute("aria-pressed", String(on));
    button.textContent = on ? button.dataset.show : button.dataset.hide;
  });
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `amparo-covered=${on ? 1 : 0}; Path=/; SameSite=Strict${secure}`;
}

addEventListener("click", event => {
  const button = event.target.closest?.("button");
  all(".menu[open]").forEach(menu => menu.contains(event.target) || (menu.open = false));
  if (!button) return;
  if (button.dataset.cover !== undefined) cover(button.getAttribute("aria-pressed") !== "true");
  if (button.dataset.reveal) reveal(button);
  if (button.dataset.copy) copy(button);
});

function reveal(button) {
  const input = document.getElementById(button.dataset.reveal);
  const shown = input.type === "text";
  input.type = shown ? "password" : "text";
  button.textContent = shown ? button.dataset.show : button.dataset.hide;
  button.setAttribute("aria-label", shown ? button.dataset.showLong : button.dataset.hideLong);
}

async function copy(button) {
  const input = document.getElementById(button.dataset.copy);
  input.select();
  try {
    await navigator.clipboard.writeText(input.value);
  } catch {
    document.execCommand("copy"); // Without TLS there is no clipboard.
  }
  button.textContent = button.dataset.copied;
  button.closest(".secret").querySelector("[data-copy-status]").textContent = button.dataset.copied;
}

// --- forms: sent once, and never left with something unsaved by accident

let dirty = false;

addEventListener("input", event => {
  count(event.target);
  const form = event.target.form;
  if (!form?.dataset.keep || dirty) return;
  dirty = true;
  const note = document.createElement("p");
  note.className = "unsaved";
  note.setAttribute("role", "status");
  (form.querySelector(".actions") ?? form).append(note);
  note.textContent = form.dataset.keep;
});

addEventListener("beforeunload", event => dirty && event.preventDefault());

// Whoever leaves a page when the line is broken loses what was typed. So the server is asked first, where there is no
// line or something was typed for longer than a minute; asked in vain, the second press goes without asking.
const precious = form => form.dataset.broken && !form.dataset.tried && typed(form)
  && (!navigator.onLine || performance.now() > 60000);
const answers = () =>
  fetch("/health", { cache: "no-store", signal: AbortSignal.timeout(8000) }).then(got => got.ok, () => false);

const typed = form => [...form.elements].some(one =>
  one.type !== "hidden" && (one.checked !== one.defaultChecked || (one.tagName !== "SELECT" && one.value !== one.defaultValue)
    || [...(one.options ?? [])].some(option => option.selected !== option.defaultSelected)));

addEventListener("submit", event => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent === "go") {
    form.dataset.sent = "yes";
    return;
  }
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  form.querySelector(".broken")?.remove();
  const button = event.submitter;
  const label = button?.textContent;
  button?.setAttribute("aria-disabled", "true");
  // Not at once: quick answers need no word, and the button's value must still be sent.
  const word = setTimeout(() => button && form.dataset.sending && (button.textContent = form.dataset.sending), 300);
  const free = () => {
    clearTimeout(word);
    delete form.dataset.sent;
    button?.removeAttribute("aria-disabled");
    if (button) button.textContent = label;
  };
  // A line that broke, or a page that came back from the browser's memory, may be sent again.
  const later = setTimeout(free, 15000);
  addEventListener("pageshow", free, { once: true });
  if (!precious(form)) {
    dirty = false;
    return;
  }
  event.preventDefault();
  answers().then(there => {
    if (there) {
      dirty = false;
      form.dataset.sent = "go";
      form.requestSubmit(button);
    } else {
      clearTimeout(later);
      free();
      form.dataset.tried = "yes";
      const note = document.createElement("p");
      note.className = "broken";
      note.setAttribute("role", "alert");
      (form.querySelector(".actions") ?? form).append(note);
      note.textContent = form.dataset.broken;
    }
  });
});

// --- signing out: a tablet that goes on without a line is emptied first, unless answers wait on it

addEventListener("submit", event => {
  const form = event.target;
  if (form.getAttribute("action") !== "/sign-out" || !window.indexedDB) return;
  if (Number(localStorage.getItem("amparo.device.waiting")) > 0) {
    // Told once; what waits stays sealed in any case.
    if (sessionStorage.getItem("amparo.device.told")) return;
    sessionStorage.setItem("amparo.device.told", "yes");
    event.preventDefault();
    event.stopImmediatePropagation();
    location.assign("/device/app");
  } else {
    indexedDB.deleteDatabase("amparo-device");
  }
}, true);

function count(field) {
  const limit = Number(field.dataset?.limit);
  if (!limit) return;
  const note = document.getElementById(`${field.id}-count`);
  const left = limit - field.value.length;
  const key = `${left < 0 ? "over" : "left"}${Math.abs(left) === 1 ? "One" : "Other"}`;
  note.textContent = note.dataset[key].replace("{}", Math.abs(left));
  note.classList.toggle("over", left < 0);
}

// --- tabs: the stylesheet shows the section, this says which

function tabs() {
  all(".tabs").forEach(group => {
    const links = all("[data-tab]", group);
    const current = links.find(link => link.hash === location.hash) ?? links[0];
    links.forEach(link => (link === current ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current")));
  });
}
addEventListener("hashchange", tabs);

// --- htmx: say what is happening, and what did not

const status = document.getElementById("status");
let waiting;
const say = word => {
  clearTimeout(waiting);
  status?.querySelector(".wait")?.remove();
  if (!word || !status) return;
  const note = document.createElement("p");
  note.className = "message wait";
  note.textContent = word;
  status.append(note);
};
document.addEventListener("htmx:beforeRequest", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => say(status?.dataset.wait), 300);
});
document.addEventListener("htmx:afterRequest", event => say(event.detail.failed ? status?.dataset.broken : ""));
// For the body it comes a moment after the page, when somebody may already be elsewhere on it.
document.addEventListener("htmx:load", event => event.detail.elt !== document.body && ready(event.detail.elt));

// --- when something new stands on the page

function ready(root) {
  all("[data-reveal], [data-copy], [data-cover]", root).forEach(button => (button.hidden = false));
  all("textarea[data-limit]", root).forEach(field => field.value && count(field));
  if (!covers().length) all("[data-cover]").forEach(button => (button.hidden = true));
  tabs();
  root.querySelector("[data-focus]")?.focus();
}
ready(document);
// Where the names of the places stand in one long row, the place one is in is seen.
document.querySelector(".main-nav [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
