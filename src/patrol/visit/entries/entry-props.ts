/** What every way of answering gets and gives: the value shape is the domain's, the words are the screen's. */
import type { Answered, AnswerValue, OptionCode } from "../../../domain/answer.ts";
import type { ChecklistItem } from "../../../domain/checklist.ts";
import type { LastAnswer } from "../../../domain/elder.ts";
import type { Day } from "../../../domain/time.ts";

export type Given = {
  option: OptionCode;
  source: "tap" | "value";
  value?: AnswerValue | undefined;
  direction?: "cold" | "hot" | undefined;
};

export type EntryProps = {
  item: ChecklistItem;
  answer: Answered | undefined;
  last: LastAnswer | undefined;
  /** Full years on the day of the visit; bands of blood pressure need it. */
  age: number | null;
  /** The day of the visit. */
  on: Day;
  /** Heating season or heat warning: the number of a room temperature is asked. */
  askRoomNumber: boolean;
  /** null takes the answer back. */
  give: (answer: Given | null) => void;
};
