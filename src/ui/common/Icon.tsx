/** Strokes of 1.75 on a 24 px grid, drawn for this page. */
const drawings = {
  photo: 'M4 6.5h16v13H4zM4 16l4.5-4.5 4 4 2.5-2.5 5 5M15.5 9.8v.2',
  face: 'M12 4a5.6 6.6 0 1 0 .1 0M7 8.6c2.4.4 5.4-.6 6.6-2.4.8 1.4 2 2.2 3.6 2.4M9.8 10.8v.1M14.2 10.8v.1M10 14c1.2 1 2.8 1 4 0M4.5 21c.6-2.6 2.4-4 4.8-4.6M19.5 21c-.6-2.6-2.4-4-4.8-4.6',
  camera: 'M3.5 7.5h4l1.7-2.5h5.6l1.7 2.5h4v11.5h-17zM12 9.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z',
  turn: 'M4.5 10.5A7.8 7.8 0 0 1 19 9M19.5 4.5V9H15M19.5 13.5A7.8 7.8 0 0 1 5 15M4.5 19.5V15H9',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  fit: 'M4.5 9.5v-5h5M14.5 4.5h5v5M19.5 14.5v5h-5M9.5 19.5h-5v-5',
  download: 'M12 4v11M7 10.5l5 5 5-5M5 20h14',
  copy: 'M8.5 8.5h11.5V20H8.5zM15.5 8.5V4H4v11.5h4.5',
  share: 'M12 15V3.5M7.5 8L12 3.5 16.5 8M8 11.5H5V20.5h14v-9h-3',
  link: 'M10 14a4 4 0 0 0 5.8.2l3-3a4 4 0 0 0-5.6-5.7l-1.5 1.5M14 10a4 4 0 0 0-5.8-.2l-3 3a4 4 0 0 0 5.6 5.7l1.5-1.5',
  close: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
  reset: 'M5 5.5v5h5M5.6 10.2A7.2 7.2 0 1 1 5 14.5',
  undo: 'M8.5 4.5L4 9l4.5 4.5M4.5 9h9.3a5.2 5.2 0 0 1 0 10.5H9',
  redo: 'M15.5 4.5L20 9l-4.5 4.5M19.5 9h-9.3a5.2 5.2 0 0 0 0 10.5H15',
  results: 'M4 4.5h7v7H4zM14.5 4.5h5.5v7h-5.5zM4 15h5.5v4.5H4zM13 15h7v4.5h-7z',
  gallery: 'M12 3.5L7.5 8h9zM4 8h16v12H4zM7 16.5l3-3 2.5 2.5 2-2 2.5 2.5',
  lock: 'M5.5 10.5h13v9.5h-13zM8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5M12 14.3v2.2',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.8v1.8M12 19.4v1.8M2.8 12h1.8M19.4 12h1.8M5.5 5.5l1.3 1.3M17.2 17.2l1.3 1.3M18.5 5.5l-1.3 1.3M6.8 17.2l-1.3 1.3',
  moon: 'M19.8 14.6A8.2 8.2 0 0 1 9.4 4.2a8.2 8.2 0 1 0 10.4 10.4z',
  system: 'M12 3.8a8.2 8.2 0 1 0 .1 0zM12 3.8v16.4M14.9 4.9v14.2M17.8 7v10',
  keyboard: 'M3 6.5h18v11H3zM6.8 10.2h.1M10.3 10.2h.1M13.8 10.2h.1M17.2 10.2h.1M8 14h8',
  noNetwork:
    'M3.5 9.5a12.5 12.5 0 0 1 4.3-2.7M12 5.8c3.2 0 6.2 1.3 8.5 3.7M6.6 13a8 8 0 0 1 3.6-2M15.4 11.6a8 8 0 0 1 2 1.4M12 17.5v.1M4 4l16 16',
  info: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 11v5.3M12 7.8v.1',
  alert: 'M12 4L2.8 19.8h18.4zM12 10v4.4M12 17v.1',
  previous: 'M14.5 5.5L8 12l6.5 6.5',
  next: 'M9.5 5.5L16 12l-6.5 6.5',
  check: 'M5 12.8l4.8 4.7L19.5 7',
  compare: 'M9 6.5L3.5 12 9 17.5M15 6.5l5.5 5.5-5.5 5.5',
  folder: 'M3.5 18.5v-13h6l2 2.5h9v10.5z',
  bin: 'M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 12.5h9l1-12.5M10.3 10.5v5.5M13.7 10.5v5.5',
  move: 'M9 5.5v.1M9 12v.1M9 18.5v.1M15 5.5v.1M15 12v.1M15 18.5v.1',
  styles: 'M5 4.5h9.5V18H5zM14.5 7.5l4.8 1.2-3 11.8L8.8 18.4',
  sliders:
    'M4 8h9M18.5 8H20M4 16h1.5M11 16h9M15.7 5.3a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4zM8.3 13.3a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4z',
} as const;

export type IconName = keyof typeof drawings;

/** Decoration: whatever it stands beside or in carries the name. */
export function Icon({ name }: { readonly name: IconName }) {
  return <PathIcon path={drawings[name]} />;
}

/** An icon of a part that is fetched when it is asked for, which brings its strokes. */
export function PathIcon({ path }: { readonly path: string }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
