/** How to reach a row's elder and the people around. */
import type { Contact } from "../../domain/elder.ts";
import { tidyName } from "../csv/normal-text.ts";
import { contactNumbers } from "./columns.ts";
import { isNone, readPhone } from "./read-cell.ts";
import type { RowReader } from "./row-reader.ts";

const MAX_NAME = 30;
const MAX_RELATION = 20;

/** null = the row says there is none; absent = it says nothing. */
export type Phones = { phone?: string | null; landline?: string | null };

export function readPhones(row: RowReader): Phones {
  const mobileOnly = /手机|移动/.test(row.header("phone"));
  const number = (key: "phone" | "landline", kind: "mobile" | "landline" | "any") =>
    isNone(row.text(key)) ? null : row.read(key, (given) => readPhone(given, kind));
  const phone = number("phone", mobileOnly && row.has("phone") ? "mobile" : "any");
  const landline = number("landline", "landline");
  // A column just called 电话 may hold either.
  if (phone?.startsWith("0")) return { landline: phone };
  return { ...(phone === undefined ? {} : { phone }), ...(landline === undefined ? {} : { landline }) };
}

/** Up to five; one without a number is a problem, because nobody can call it. */
export function readContacts(row: RowReader): Contact[] {
  const contacts: Contact[] = [];
  for (const n of contactNumbers) {
    const name = tidyName(row.text(`contact${n}`));
    const relation = row.text(`contactRelation${n}`);
    const given = row.text(`contactPhone${n}`);
    const absent = (text: string) => text === "" || isNone(text);
    if (absent(name) && absent(given)) continue;
    row.limit(`contact${n}`, MAX_NAME);
    row.limit(`contactRelation${n}`, MAX_RELATION);
    if (absent(given)) {
      row.refuse(`contactPhone${n}`, "contact.phone", `填了联系人“${name}”，没有填电话。`);
      continue;
    }
    const phone = row.read(`contactPhone${n}`, (value) => readPhone(value, "any"));
    if (phone !== undefined) contacts.push({ name: name || relation || "家属", relation, phone });
  }
  return contacts;
}
