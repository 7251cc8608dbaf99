// Enhancement only: every page works without this file.
import {
  Button,
  CharacterCount,
  ErrorSummary,
  NotificationBanner,
  ServiceNavigation,
  SkipLink,
  createAll,
} from "govuk-frontend";
import { followAnswers } from "./answers.js";

const vietnamese = {
  i18n: {
    charactersUnderLimit: { other: "Còn lại %{count} ký tự" },
    charactersAtLimit: "Đã đủ số ký tự cho phép",
    charactersOverLimit: { other: "Thừa %{count} ký tự" },
    textareaDescription: { other: "Có thể nhập tối đa %{count} ký tự" },
  },
};

const components = [
  [Button],
  [CharacterCount, document.documentElement.lang === "vi" ? vietnamese : undefined],
  [ErrorSummary],
  [NotificationBanner],
  [ServiceNavigation],
  [SkipLink],
];

function enhance(scope) {
  for (const [component, config] of components) createAll(component, config, { scope });
  followAnswers(scope);
}

document.body.classList.add("js-enabled", "govuk-frontend-supported");
enhance(document);
// What htmx brings in is enhanced too; a component is never started twice.
document.addEventListener("htmx:after:swap", (event) => enhance(event.target ?? document));
