/** The patroller's app starts here: how it looks, its worker, its routes, its service worker. */
import { render } from "solid-js/web";
import "../ui/tokens.css";
import "../ui/base.css";
import "./shell.css";
import { applyLook } from "../ui/settings.ts";
import { registerServiceWorker } from "./parts/update.ts";
import { Patrol } from "./routes.tsx";

applyLook();
const root = document.getElementById("app");
if (root) render(() => <Patrol />, root);
void registerServiceWorker();
