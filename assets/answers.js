// Radios and checkboxes: show what an answer asks further; "none of these" unticks the others.
// Of our own, because govuk-frontend puts aria-expanded on radios, where ARIA does not allow it.

function show(input) {
  const revealed = document.getElementById(input.dataset.ariaControls ?? "");
  const kind = input.type === "radio" ? "radios" : "checkboxes";
  revealed?.classList.toggle(`govuk-${kind}__conditional--hidden`, !input.checked);
}

function untick(input) {
  const alone = input.dataset.behaviour === "exclusive";
  for (const other of input.closest("[data-module]").querySelectorAll("input[type=checkbox]")) {
    const exclusive = other.dataset.behaviour === "exclusive";
    if (other !== input && (alone || exclusive)) {
      other.checked = false;
      show(other);
    }
  }
}

export function followAnswers(scope) {
  // A browser that goes back restores answers, so each is shown as it stands now.
  for (const input of scope.querySelectorAll("[data-aria-controls]")) show(input);
}

document.addEventListener("change", ({ target }) => {
  if (!target.matches?.(".govuk-radios__input, .govuk-checkboxes__input")) return;
  if (target.type === "checkbox" && target.checked) untick(target);
  const group = target.closest("[data-module]").querySelectorAll("[data-aria-controls]");
  for (const input of group) show(input);
});
window.addEventListener("pageshow", () => followAnswers(document));
