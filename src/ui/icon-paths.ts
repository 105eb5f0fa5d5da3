/**
 * The one icon set: outlines on a 24 grid, 2 px stroke, round caps. Solid shapes mean a status
 * (octagon, triangle, diamond, circle with a tick, star) and are never used as decoration.
 */
export type IconShape = { stroke?: string; fill?: string; dashed?: boolean };

export const iconPaths = {
  back: { stroke: "M15 5l-7 7 7 7" },
  forward: { stroke: "M9 5l7 7-7 7" },
  up: { stroke: "M5 15l7-7 7 7" },
  down: { stroke: "M5 9l7 7 7-7" },
  "arrow-right": { stroke: "M4 12h16M13 5l7 7-7 7" },
  check: { stroke: "M4 12.5l5.5 5.5L20 7" },
  close: { stroke: "M6 6l12 12M18 6L6 18" },
  search: { stroke: "M17 10.5a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0zM15.5 15.5L21 21" },
  sun: {
    stroke:
      "M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4",
  },
  moon: { stroke: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z" },
  clock: { stroke: "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM12 7v5l3 2" },
  calendar: { stroke: "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4" },
  walk: {
    stroke:
      "M14.5 4.5a1.5 1.5 0 1 1-3 0 1.5 1.5 0 0 1 3 0zM9 21l2-6 3 2v4M7 12l2.5-3.5L13 8l1.5 3 3 1.5M11.5 9.5L11 15",
  },
  home: { stroke: "M4 11l8-7 8 7v9H4zM10 20v-6h4v6" },
  "home-check": { stroke: "M4 11l8-7 8 7v9H4zM9 14l2.2 2.2L15.5 12" },
  upload: { stroke: "M12 15V4M7.5 8L12 3.5 16.5 8M4 14v6h16v-6" },
  download: { stroke: "M12 4v11M7.5 11l4.5 4.5 4.5-4.5M4 17v3h16v-3" },
  user: { stroke: "M16 8a4 4 0 1 1-8 0 4 4 0 0 1 8 0zM4.5 20.5a7.5 7.5 0 0 1 15 0" },
  users: {
    stroke:
      "M13 8a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0zM3 20a6.5 6.5 0 0 1 13 0M16 5a3.5 3.5 0 0 1 0 6.5M18.5 14.5A6.5 6.5 0 0 1 21 20",
  },
  phone: {
    stroke: "M6 3.5h3l1.5 4.5-2 1.5a12 12 0 0 0 6 6l1.5-2 4.5 1.5v3a2 2 0 0 1-2 2A16.5 16.5 0 0 1 4 5.5a2 2 0 0 1 2-2z",
  },
  message: { stroke: "M4 4h16v13H9l-5 4zM8 9h8M8 12.5h5" },
  pin: {
    stroke: "M12 21.5s7-6.3 7-12a7 7 0 1 0-14 0c0 5.7 7 12 7 12zM14.5 9.5a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z",
  },
  locate: { stroke: "M18 12a6 6 0 1 1-12 0 6 6 0 0 1 12 0zM12 2.5v3.5M12 18v3.5M2.5 12H6M18 12h3.5M12 12h.01" },
  info: { stroke: "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM12 11v5.5M12 7.5h.01" },
  "cloud-off": {
    stroke: "M3.5 3.5l17 17M9.3 5.9a6 6 0 0 1 8.7 4.6 4.25 4.25 0 0 1 2.6 6.7M6.8 9.8A4.6 4.6 0 0 0 7 19h10.5",
  },
  "cloud-up": {
    stroke:
      "M7.5 18H7a4.5 4.5 0 0 1-.6-8.96 6 6 0 0 1 11.6.46A4.25 4.25 0 0 1 17.5 18h-1M12 21v-8.5M8.8 15.5l3.2-3.2 3.2 3.2",
  },
  "cloud-tick": {
    stroke: "M7 19a4.5 4.5 0 0 1-.6-8.96 6 6 0 0 1 11.6.46A4.25 4.25 0 0 1 17.5 19zM9 13.5l2.3 2.3 4.2-4.2",
  },
  ear: {
    stroke: "M7 10a5 5 0 1 1 10 0c0 3.5-3.5 4.5-3.5 7.5a3 3 0 0 1-5.5 1.8M10 10.5a2 2 0 1 1 3.5 1.3L12 13.5",
  },
  pencil: { stroke: "M4 20l1-4.5L16.5 4 20 7.5 8.5 19zM14 6.5L17.5 10" },
  undo: { stroke: "M8.5 5L4 9.5 8.5 14M4 9.5h10a5 5 0 0 1 0 10h-4" },
  refresh: { stroke: "M20 5v5h-5M4 19v-5h5M19.5 10A8 8 0 0 0 5.5 7M4.5 14a8 8 0 0 0 14 3" },
  play: { stroke: "M7 4.5l12 7.5-12 7.5z" },
  stop: { stroke: "M6 6h12v12H6z" },
  lock: { stroke: "M5 10.5h14V21H5zM8 10.5V7.5a4 4 0 0 1 8 0v3" },
  globe: {
    stroke: "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM3 12h18M12 3c3 2.6 4 5.6 4 9s-1 6.4-4 9c-3-2.6-4-5.6-4-9s1-6.4 4-9z",
  },
  "text-size": { stroke: "M3 18L8 6l5 12M4.7 14.5h6.6M14.5 18l3.3-8 3.2 8M15.7 15.5h4.2" },
  database: {
    stroke:
      "M20 6c0 1.7-3.6 3-8 3S4 7.7 4 6s3.6-3 8-3 8 1.3 8 3zM4 6v12c0 1.7 3.6 3 8 3s8-1.3 8-3V6M4 12c0 1.7 3.6 3 8 3s8-1.3 8-3",
  },
  shield: { stroke: "M12 3l7.5 3v5.5c0 4.5-3 7.8-7.5 9.5-4.5-1.7-7.5-5-7.5-9.5V6zM8.8 12l2.3 2.3 4.2-4.2" },
  wifi: { stroke: "M2.5 9.5a14 14 0 0 1 19 0M6 13.2a9 9 0 0 1 12 0M9.3 16.7a4.2 4.2 0 0 1 5.4 0M12 20h.01" },
  "phone-saved": { stroke: "M11 21H7V3h10v9M11 17.5h.01M13.5 18l2.5 2.5 5-5" },
  windows: { stroke: "M8 8V4h12v12h-4M4 8h12v12H4z" },
  trash: { stroke: "M4 7h16M9 7V4h6v3M6 7l1 14h10l1-14M10 11v6M14 11v6" },
  file: { stroke: "M6 3h8l4 4v14H6zM14 3v4h4M9 13h6M9 17h6" },
  list: { stroke: "M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01" },
  eye: {
    stroke: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM15 12a3 3 0 1 1-6 0 3 3 0 0 1 6 0z",
  },
  "eye-off": {
    stroke:
      "M3.5 3.5l17 17M10 5.7a9 9 0 0 1 2-.2c6 0 9.5 6.5 9.5 6.5a17 17 0 0 1-2.8 3.5M6.3 7.3A16 16 0 0 0 2.5 12S6 18.5 12 18.5a9 9 0 0 0 4.5-1.2M9.9 9.9a3 3 0 0 0 4.2 4.2",
  },
  flame: {
    stroke:
      "M12 21.5a6.5 6.5 0 0 0 6.5-6.5c0-4.5-4-6-4.5-11.5-4 2-5 5.5-4.5 8C8 11 7.5 9.5 7.5 8.5 6 10.5 5.5 12.5 5.5 15a6.5 6.5 0 0 0 6.5 6.5z",
  },
  heart: {
    stroke:
      "M12 20.5S3.5 15.5 3.5 9A4.7 4.7 0 0 1 12 6.5 4.7 4.7 0 0 1 20.5 9c0 6.5-8.5 11.5-8.5 11.5zM3.8 12h4.7l1.5-2.5 2.5 4.5 1.5-2h2",
  },
  broom: { stroke: "M20 4l-8.5 8.5M8.5 11l4.5 4.5-3 5.5H3.5c2-1 3-5.5 5-10z" },
  smile: { stroke: "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM8.5 14a4.3 4.3 0 0 0 7 0M9 9.5h.01M15 9.5h.01" },
  talk: { stroke: "M4 5h11v8H9l-4 3.5V13H4zM18 9h2.5v7.5H20V20l-4-3.5h-5V16" },
  door: { stroke: "M6 21V3h12v18M3 21h18M14 12h.01" },
  steps: { stroke: "M4 20h4v-4h4v-4h4V8h4" },
  link: {
    stroke: "M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-5.7-5.7L12 7M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 5.7 5.7L12 17",
  },
  more: { stroke: "M5 12h.01M12 12h.01M19 12h.01" },
  out: { stroke: "M10 4H4v16h6M15 8l4 4-4 4M9 12h10" },

  octagon: {
    fill: "M8.2 2.5h7.6l5.7 5.7v7.6l-5.7 5.7H8.2l-5.7-5.7V8.2zM10.8 6.5v7h2.4v-7zM12 15.3a1.45 1.45 0 1 0 0 2.9 1.45 1.45 0 0 0 0-2.9z",
  },
  triangle: {
    fill: "M13.3 3.2l9 16A1.5 1.5 0 0 1 21 21.5H3a1.5 1.5 0 0 1-1.3-2.3l9-16a1.5 1.5 0 0 1 2.6 0zM10.8 8.5v6h2.4v-6zM12 16a1.45 1.45 0 1 0 0 2.9A1.45 1.45 0 0 0 12 16z",
  },
  diamond: { fill: "M12 1.5L22.5 12 12 22.5 1.5 12zM12 4.7V12h0v7.3L4.7 12zM10 8.2L6.2 12 10 15.8z" },
  "circle-minus": { stroke: "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM8 12h8" },
  "circle-tick": {
    fill: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zM17.7 9.2l-7 7.2a1.2 1.2 0 0 1-1.7 0l-3-3 1.7-1.7 2.1 2.2 6.2-6.4z",
  },
  "clock-dashed": { stroke: "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z", dashed: true },
  star: { fill: "M12 2l3 6.6 7.2.8-5.4 4.8 1.5 7.1L12 17.7l-6.3 3.6 1.5-7.1L1.8 9.4 9 8.6z" },
  "star-off": { stroke: "M12 3.5l2.6 5.7 6.2.7-4.6 4.1 1.3 6.1L12 17l-5.5 3.1 1.3-6.1L3.2 9.9l6.2-.7z" },
} as const satisfies Record<string, IconShape>;

export type IconName = keyof typeof iconPaths;
