/** fetch with a cookie jar: `__Host-` cookies are Secure, which browsers allow on localhost and fetch knows nothing about. */
export class Browser {
  readonly url: string;
  /** Name → value of the cookies held. */
  readonly cookies = new Map<string, string>();

  constructor(url: string) {
    this.url = url;
  }

  async request(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.cookies.size > 0) headers.set("cookie", [...this.cookies].map((pair) => pair.join("=")).join("; "));
    const answer = await fetch(new URL(path, this.url), { ...init, headers, redirect: "manual" });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      const ended = /Max-Age=0|Expires=Thu, 01 Jan 1970/i.test(line);
      if (ended) this.cookies.delete(pair.slice(0, at));
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  }

  get(path: string): Promise<Response> {
    return this.request(path);
  }

  post(path: string, body: unknown): Promise<Response> {
    return this.request(path, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json" },
    });
  }
}
