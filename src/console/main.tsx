import { render } from "solid-js/web";
import { applyLook } from "../ui/settings.ts";
import "../ui/tokens.css";
import "../ui/base.css";
import "./console.css";
import { App } from "./app.tsx";
import { createSession } from "./session.ts";

applyLook();
const session = createSession();
const root = document.getElementById("app");
if (root) render(() => <App session={session} />, root);
/* no await */ session.start();
