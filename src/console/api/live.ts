/** A slow poll is the net under the pokes: how long the console may be wrong when none arrives. */
const POLL_MS = 60_000;
/** First wait before another try when the browser gave the stream up, doubling to the poll's rhythm. */
const RETRY_MS = 2_000;

/**
 * Calls `onPoke` whenever something in this account's area may have changed: at each server-sent poke,
 * at each (re)connection and at each loss of it, when the page becomes visible or the network is back, and once
 * a minute. The poke says nothing; the caller refetches.
 * Returns the way to stop.
 */
export function listenLive(onPoke: () => void, url = "/api/console/live"): () => void {
  let source: EventSource | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let waitMs = RETRY_MS;
  let open = false;
  let stopped = false;

  function connect(): void {
    if (stopped) return;
    source = new EventSource(url);
    source.onopen = () => {
      waitMs = RETRY_MS;
      open = true;
      onPoke();
    };
    source.onmessage = onPoke;
    source.addEventListener("poke", onPoke);
    source.onerror = () => {
      // Ask once at the moment the line goes: the answer tells whether the server went with it.
      if (open) onPoke();
      open = false;
      // A dropped connection is retried by the browser; a refused one (signed out, server restarting) is not.
      if (source?.readyState !== EventSource.CLOSED || stopped) return;
      clearTimeout(retry);
      retry = setTimeout(connect, waitMs);
      waitMs = Math.min(waitMs * 2, POLL_MS);
    };
  }

  const onVisible = () => {
    if (document.visibilityState === "visible") onPoke();
  };
  const poll = setInterval(onVisible, POLL_MS);
  document.addEventListener("visibilitychange", onVisible);
  window.addEventListener("online", onPoke);
  connect();

  return () => {
    stopped = true;
    clearTimeout(retry);
    clearInterval(poll);
    document.removeEventListener("visibilitychange", onVisible);
    window.removeEventListener("online", onPoke);
    source?.close();
  };
}
