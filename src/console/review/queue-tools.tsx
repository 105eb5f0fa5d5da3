import { createEffect, createSignal, createUniqueId, For, type JSX, on, onCleanup } from "solid-js";
import { Icon } from "../../ui/icon.tsx";
import { orders, type ReviewModel } from "./review-model.ts";
import { t } from "./words.ts";

const TYPING_MS = 250;

/** Waits for a pause in the typing; the name stays out of the address. */
export function Search(props: { review: ReviewModel }): JSX.Element {
  const [text, setText] = createSignal(props.review.query().q);
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  createEffect(
    on(
      () => props.review.query().q,
      (q) => {
        if (q === "") setText("");
      },
      { defer: true },
    ),
  );
  return (
    <label class="search">
      <Icon name="search" />
      <span class="ui-hidden">{t("search")}</span>
      <input
        type="search"
        placeholder={t("search")}
        maxLength={60}
        autocomplete="off"
        value={text()}
        onInput={(event) => {
          setText(event.currentTarget.value);
          clearTimeout(timer);
          timer = setTimeout(() => props.review.search(text().trim()), TYPING_MS);
        }}
      />
    </label>
  );
}

export function Order(props: { review: ReviewModel }): JSX.Element {
  const id = createUniqueId();
  return (
    <div class="order">
      <label class="ui-hidden" for={id}>
        {t("order")}
      </label>
      <select
        id={id}
        value={props.review.query().order}
        onChange={(event) => {
          const order = orders.find((one) => one === event.currentTarget.value);
          if (order) props.review.orderBy(order);
        }}
      >
        <For each={orders}>{(order) => <option value={order}>{t(order)}</option>}</For>
      </select>
    </div>
  );
}
