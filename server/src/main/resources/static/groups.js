// Cards of persons: added and removed on the page. Without this the same buttons ask the server.

const cards = document.querySelector("[data-cards]");
const template = document.getElementById("card-template");
const LARGEST = 30;

// Without TLS there is no crypto.randomUUID.
function id() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

const all = () => [...cards.querySelectorAll("[data-card]")];
const field = (card, name) => card.querySelector(`[name$="-${name}"]`);

function number() {
  all().forEach((card, place) => {
    card.querySelector("[data-number]").textContent = cards.dataset.person.replace("#", place + 1);
  });
}

function add() {
  if (all().length >= LARGEST) return;
  const key = id();
  const last = all().at(-1);
  const piece = template.content.cloneNode(true);
  const mine = value => value.replace("KEY", key);
  for (const part of piece.querySelectorAll("*")) {
    for (const name of ["id", "name", "for", "value", "aria-describedby"]) {
      if (part.hasAttribute(name)) part.setAttribute(name, mine(part.getAttribute(name)));
    }
  }
  cards.append(piece);
  const card = all().at(-1);
  for (const name of ["nationality", "languages"]) field(card, name).value = last ? field(last, name).value : "";
  number();
  field(card, "name").focus();
}

document.addEventListener("click", event => {
  const button = event.target.closest?.("button");
  if (button?.dataset.add !== undefined) {
    event.preventDefault();
    add();
  } else if (button?.dataset.remove !== undefined && all().length > 1) {
    event.preventDefault();
    const card = button.closest("[data-card]");
    const before = card.previousElementSibling;
    card.remove();
    number();
    field(before ?? all()[0], "name").focus();
  }
});
