/** Places where a test lets the server break, injected when the app is built; production passes none. */
export type FaultPoint = "push.before-commit" | "push.after-commit-before-reply";

/** May throw (the work fails there) or call `cut` (the connection dies there, what was committed stays). */
export type Faults = (point: FaultPoint, cut: () => void) => void | Promise<void>;
