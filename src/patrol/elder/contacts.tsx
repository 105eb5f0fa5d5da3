/** Whom to call: the number is masked on the screen and whole when dialled. */
import { For, type JSX, Show } from "solid-js";
import type { Contact, Elder } from "../../domain/elder.ts";
import { Card } from "../../ui/card.tsx";
import { maskedPhone, telLink } from "../../ui/format.ts";
import { Icon } from "../../ui/icon.tsx";
import { t } from "./words.ts";

export function Contacts(props: { elder: Elder }): JSX.Element {
  const all = (): Contact[] => [
    ...(props.elder.phone ? [{ name: props.elder.name, relation: t("self"), phone: props.elder.phone }] : []),
    ...props.elder.contacts,
  ];
  return (
    <Card as="section" labelledBy="elder-contacts">
      <h2 id="elder-contacts" class="ui-title-3">
        {t("contacts")}
      </h2>
      <Show when={all().length > 0} fallback={<p class="ui-label">{t("noContacts")}</p>}>
        <ul class="elder-rows">
          <For each={all()}>
            {(contact) => (
              <li>
                <a
                  class="elder-call"
                  href={telLink(contact.phone)}
                  aria-label={t("callWho", { name: `${contact.name} ${contact.relation}` })}
                >
                  <span class="elder-call-icon">
                    <Icon name="phone" />
                  </span>
                  <span class="elder-call-who">
                    <span>
                      <b>{contact.name}</b> <span class="ui-keep">{contact.relation}</span>
                    </span>
                    <span class="ui-label elder-call-number">{maskedPhone(contact.phone)}</span>
                    <Show when={contact.note}>
                      <span class="ui-label">{contact.note}</span>
                    </Show>
                  </span>
                  <b class="elder-call-verb">{t("call")}</b>
                </a>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Card>
  );
}
