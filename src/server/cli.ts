/** The office's commands: `npm run areas|people|roster|assess -- …`. They work while the server runs and while it does not. */
import { type Door, openDoor } from "./db/door.ts";
import { readSettings } from "./settings.ts";
import { printTrouble, Trouble } from "./trouble.ts";

type Args = readonly string[];
const print = (line: string) => void process.stdout.write(`${line}\n`);
const complain = (line: string) => void process.stderr.write(`${line}\n`);

/** Opens the database for one command: the running one, or its own start and stop. */
async function withDoor(work: (door: Door) => Promise<number>): Promise<number> {
  const door = await openDoor({
    settings: readSettings(process.env),
    purpose: "command",
    tell: complain,
    onLost() {
      printTrouble(
        new Trouble(
          "数据库中途停了，这次什么都没有导入。",
          "The database stopped midway; nothing of this was imported.",
        ),
      );
      process.exit(1);
    },
  });
  try {
    return await work(door);
  } finally {
    await door.close();
  }
}

const importing = (run: (args: Args, io: import("./csv/command.ts").CommandIo) => Promise<number>) => (args: Args) =>
  withDoor(({ database, keys }) => run(args, { database, keys, now: new Date(), print, complain }));

/** Each gives the exit code. A command loads only what it needs. */
const commands: Record<string, (args: Args) => Promise<number>> = {
  areas: async (args) => importing((await import("./areas/command.ts")).runAreas)(args),
  people: async (args) => importing((await import("./people/command.ts")).runPeople)(args),
  roster: async (args) => importing((await import("./roster/command.ts")).runRoster)(args),
  // Needs no database: rules only.
  assess: async () => (await import("./assess/run-assess.ts")).runAssess(process.stdin, process.stdout),
};

async function main(): Promise<number> {
  const [name = "", ...args] = process.argv.slice(2);
  const command = commands[name];
  if (command) return command(args);
  throw new Trouble(`没有命令 ${name}，可用：${Object.keys(commands).join("、")}。`, "Unknown command.");
}

main().then(
  (code) => process.exit(code),
  (error) => {
    printTrouble(error);
    process.exit(1);
  },
);
