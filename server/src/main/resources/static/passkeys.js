// Passkeys: asks the server what to sign, the device to sign it, and sends the answer as an ordinary form.

const able = window.PublicKeyCredential?.parseRequestOptionsFromJSON && window.PublicKeyCredential.parseCreationOptionsFromJSON;

document.querySelectorAll("form[data-passkey]").forEach(form => {
  if (!able || form.dataset.ready) return;
  form.dataset.ready = "yes";
  form.hidden = false;
  form.addEventListener("submit", async event => {
    const field = form.elements.namedItem("credential");
    if (field.value) return;
    event.preventDefault();
    const status = form.querySelector("[data-passkey-status]");
    status.textContent = "";
    try {
      const token = form.querySelector("input[name=_csrf]")?.value ?? "";
      const answer = await fetch(form.dataset.options, { method: "POST", body: new URLSearchParams({ _csrf: token }) });
      if (!answer.ok || answer.redirected) return location.reload();
      const options = await answer.json();
      const credential = form.dataset.passkey === "create"
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
      field.value = JSON.stringify(credential.toJSON());
      form.requestSubmit();
    } catch {
      field.value = "";
      status.textContent = form.dataset.failed;
    }
  });
});
