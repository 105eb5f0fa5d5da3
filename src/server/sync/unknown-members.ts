/**
 * Whether reading `sent` by a schema lost something: a member that is in `sent` and not in `read`. A newer phone's
 * field must not vanish because this server has no place for it [K9].
 */
export function unknownMembers(sent: unknown, read: unknown): boolean {
  if (typeof sent !== "object" || sent === null) return false;
  if (typeof read !== "object" || read === null) return true;
  return Object.entries(sent).some(
    ([name, value]) => !Object.hasOwn(read, name) || unknownMembers(value, (read as Record<string, unknown>)[name]),
  );
}
