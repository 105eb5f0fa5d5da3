import { createSignal, For, type JSX, Match, Show, Switch } from "solid-js";
import type { UserList } from "../../protocol/console.ts";
import { Button } from "../../ui/button.tsx";
import { dateTime, dayOfInstant, daysAgo } from "../../ui/format.ts";
import { Notice } from "../../ui/notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Tag } from "../../ui/tag.tsx";
import { createWords } from "../../ui/words.ts";
import type { Trouble } from "../api/reply.ts";
import { useConsole } from "../console-context.tsx";
import { TopBar } from "../frame/top-bar.tsx";
import { term } from "../parts/terms.ts";
import { troubleWords } from "../parts/trouble-words.ts";
import "./accounts.css";

const t = createWords({
  zh: {
    title: "账号",
    how: "新增账号、改片区用命令 npm run people -- 文件.csv。这里只能看。",
    name: "姓名",
    login: "账号",
    role: "角色",
    areas: "片区",
    seen: "手机上次连上",
    elders: "负责老人",
    never: "还没连过",
    disabled: "已停用",
    count: "{{ n }} 户",
    none: "还没有账号",
    loading: "正在取账号",
    failed: "账号没有取到",
    retry: "再试一次",
  },
  en: {
    title: "Accounts",
    how: "Add accounts and change areas with the command npm run people -- FILE.csv. This page is for reading.",
    name: "Name",
    login: "User name",
    role: "Role",
    areas: "Areas",
    seen: "Phone last seen",
    elders: "Elders",
    never: "never",
    disabled: "Disabled",
    count: "{{ n }}",
    none: "There are no accounts yet",
    loading: "Fetching the accounts",
    failed: "The accounts could not be fetched",
    retry: "Try again",
  },
});

/** Who may sign in, where, and when they were last heard of. Read-only. */
export function Accounts(): JSX.Element {
  const { api, today } = useConsole();
  const [list, setList] = createSignal<UserList["items"] | null>(null);
  const [trouble, setTrouble] = createSignal<Trouble | null>(null);

  async function load(): Promise<void> {
    const reply = await api.users();
    if (reply.ok) setList(reply.value.items);
    setTrouble(reply.ok ? null : reply.trouble);
  }
  /* no await */ load();

  return (
    <>
      <TopBar title={t("title")} />
      <main id="content" class="plain-page" tabindex="-1">
        <Show when={trouble()}>
          {(why) => (
            <Notice
              kind="grey"
              icon="info"
              title={t("failed")}
              actions={
                <Button kind="outline" icon="refresh" onClick={load}>
                  {t("retry")}
                </Button>
              }
            >
              {troubleWords(why())}
            </Notice>
          )}
        </Show>
        <Switch>
          <Match when={list()?.length === 0}>
            <p>{t("none")}</p>
            <p class="quiet">{t("how")}</p>
          </Match>
          <Match when={list()}>
            {(users) => (
              <>
                <p class="quiet">{t("how")}</p>
                <div class="accounts">
                  <table>
                    <thead>
                      <tr>
                        <th scope="col">{t("name")}</th>
                        <th scope="col">{t("login")}</th>
                        <th scope="col">{t("role")}</th>
                        <th scope="col">{t("areas")}</th>
                        <th scope="col">{t("seen")}</th>
                        <th scope="col">{t("elders")}</th>
                      </tr>
                    </thead>
                    <tbody>
                      <For each={users()}>
                        {(user) => (
                          <tr>
                            <th scope="row">
                              {user.name}{" "}
                              <Show when={user.disabled}>
                                <Tag>{t("disabled")}</Tag>
                              </Show>
                            </th>
                            <td>{user.login}</td>
                            <td>{roleWord(user.role)}</td>
                            <td>{user.areas.join(term("list.join"))}</td>
                            <td>
                              <Show
                                when={user.lastSeenAt}
                                fallback={<span class="quiet">{user.role === "patroller" ? t("never") : ""}</span>}
                              >
                                {(at) => (
                                  <time datetime={at()} title={dateTime(at())}>
                                    {dayOfInstant(at()) === today()
                                      ? dateTime(at()).slice(11)
                                      : daysAgo(dayOfInstant(at()), today())}
                                  </time>
                                )}
                              </Show>
                            </td>
                            <td class="number">{user.role === "patroller" ? t("count", { n: user.elders }) : ""}</td>
                          </tr>
                        )}
                      </For>
                    </tbody>
                  </table>
                </div>
              </>
            )}
          </Match>
          <Match when={!trouble()}>
            <div class="late">
              <Skeleton label={t("loading")} cards={6} />
            </div>
          </Match>
        </Switch>
      </main>
    </>
  );
}

/** A role of a newer server is shown as it is. */
function roleWord(role: string): string {
  return role === "patroller" || role === "supervisor" || role === "admin" ? term(`role.${role}`) : role;
}
