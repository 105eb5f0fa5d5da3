/** Which question is on the screen: it is where a killed app resumes, so it follows the finger. */
import type { ItemCode } from "../../domain/answer.ts";

const SETTLE_MS = 400;
/** What crosses this share of the screen, from the top, is what is being read. */
const READING = 0.35;

/** Calls back with the question being read, some moments after scrolling ends. */
export function followQuestion(onQuestion: (code: ItemCode) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    const cards = [...document.querySelectorAll<HTMLElement>("[data-item]")];
    const here = cards.find(
      (card) => (card.parentElement ?? card).getBoundingClientRect().bottom > window.innerHeight * READING,
    );
    if (here?.dataset.item) onQuestion(here.dataset.item);
  };
  const scrolled = (): void => {
    clearTimeout(timer);
    timer = setTimeout(look, SETTLE_MS);
  };
  window.addEventListener("scroll", scrolled, { passive: true });
  return () => {
    clearTimeout(timer);
    window.removeEventListener("scroll", scrolled);
  };
}

/** Brings a question into view and moves focus to its title, once it is drawn. */
export function showItem(code: ItemCode): void {
  requestAnimationFrame(() => {
    const card = document.getElementById(`item-${code}`);
    card?.scrollIntoView({ block: "start" });
    card?.querySelector<HTMLElement>("h3")?.focus({ preventScroll: true });
  });
}
