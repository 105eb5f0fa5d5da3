/** Text size in six steps: a slider, with buttons for those who cannot slide. */
import { createUniqueId, type JSX } from "solid-js";
import { scale, scales, setScale } from "../../ui/settings.ts";
import "./text-sizer.css";
import { t } from "./words.ts";

export function TextSizer(): JSX.Element {
  const id = createUniqueId();
  const step = (): number => scales.indexOf(scale());
  const percent = (): string => `${Math.round(scale() * 100)}%`;
  const go = (to: number): void => {
    setScale(scales[Math.min(scales.length - 1, Math.max(0, to))] ?? 1);
  };
  return (
    <div class="sizer">
      <div class="sizer-head">
        <label for={id} class="ui-title-3">
          {t("size")}
        </label>
        <b>{percent()}</b>
      </div>
      <div class="sizer-row">
        <button type="button" class="sizer-button" aria-label={t("smallerLabel")} onClick={() => go(step() - 1)}>
          <span class="sizer-small">{t("smaller")}</span>
        </button>
        <input
          id={id}
          type="range"
          min="0"
          max={scales.length - 1}
          step="1"
          value={step()}
          aria-valuetext={percent()}
          onChange={(event) => go(Number(event.currentTarget.value))}
        />
        <button type="button" class="sizer-button" aria-label={t("largerLabel")} onClick={() => go(step() + 1)}>
          <span class="sizer-large">{t("larger")}</span>
        </button>
      </div>
    </div>
  );
}
