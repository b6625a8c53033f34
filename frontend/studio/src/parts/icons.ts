/** Line icons on a 16 px grid, as path data. `solid` ones are filled instead of stroked. */
export const ICONS = {
  low: 'M9 1.5 3.5 9H8l-1 5.5L12.5 7H8z',
  standard: 'M8 2v12M5 14h6M2.5 4.5h11M4 4.5 1.8 9.2a2.3 2.3 0 0 0 4.4 0zM12 4.5 9.8 9.2a2.3 2.3 0 0 0 4.4 0z',
  high: 'M7 2c.5 3.4 1.6 4.5 5 5-3.4.5-4.5 1.6-5 5-.5-3.4-1.6-4.5-5-5 3.4-.5 4.5-1.6 5-5zM12.5 10.5c.2 1.5.6 1.8 2 2-1.4.2-1.8.6-2 2-.2-1.4-.6-1.8-2-2 1.4-.2 1.8-.5 2-2z',
  play: 'M4.5 2.8v10.4L13 8z',
  pause: 'M4.2 3h2.6v10H4.2zM9.2 3h2.6v10H9.2z',
  check: 'm3 8.5 3.5 3.5L13 4.5',
  pencil: 'm2.5 13.5.8-3.2L10.5 3l2.5 2.5-7.3 7.2zM9 4.5 11.5 7',
  plus: 'M8 3v10M3 8h10',
  down: 'm3.5 6 4.5 4.5L12.5 6',
  right: 'm6 3.5 4.5 4.5L6 12.5',
  back: 'M10 3.5 5.5 8l4.5 4.5',
  close: 'm4 4 8 8M12 4l-8 8',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  grid: 'M2 2.5h5V7H2zM9 2.5h5V7H9zM2 9h5v4.5H2zM9 9h5v4.5H9z',
  folder: 'M2 4.5h4l1.5 1.5H14v6.5H2z',
  home: 'M2.5 7.5 8 2.5l5.5 5v6h-11z',
  film: 'M3.5 2.5h9A1.5 1.5 0 0 1 14 4v8a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 2 12V4a1.5 1.5 0 0 1 1.5-1.5zM5 2.5v11M11 2.5v11M2 6h3M2 10h3M11 6h3M11 10h3',
  frames: 'M2 3.5h12v9H2zM2 10.5l3.5-3.5 3 3 2-2 3.5 3.5',
  clock: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0zM8 4.5V8l2.5 1.5',
  info: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0zM8 7.3v3.7M8 5h.01',
  warn: 'M8 2 14.5 13.5h-13zM8 6.5v3.2M8 11.7h.01',
  light:
    'M10.8 8a2.8 2.8 0 1 1-5.6 0 2.8 2.8 0 0 1 5.6 0zM8 1.5v1.6M8 12.9v1.6M1.5 8h1.6M12.9 8h1.6M3.4 3.4l1.1 1.1M11.5 11.5l1.1 1.1M3.4 12.6l1.1-1.1M11.5 4.5l1.1-1.1',
  air: 'M2 5h9M5 8h9M2 11h8M12.5 11h1.5M13 5h1',
  camera: 'M2 8h11M9.5 4.5 13 8l-3.5 3.5M2 4.5h4M2 11.5h4',
  moon: 'M13 9.5A5.5 5.5 0 0 1 6.5 3 5.5 5.5 0 1 0 13 9.5z',
  trash: 'M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.6 9h5.8l.6-9M6.8 7v4M9.2 7v4',
  download: 'M8 2.5v8M4.5 7.5 8 11l3.5-3.5M2.5 13.5h11',
  upload: 'M8 11V3M4.5 6 8 2.5 11.5 6M2.5 13.5h11',
  expand: 'M9.5 2.5h4v4M6.5 13.5h-4v-4M13.5 2.5 9 7M2.5 13.5 7 9',
  again: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.5v3h-3',
  out: 'M6.5 2.5h-4v11h4M6 8h8M11 5l3 3-3 3',
  wand: 'M3 13 10 6M11.5 2v2.5M14 4.5h-2.5M12.7 8.3l.8.8M7.5 3l.8.8M5 6.5h.01M10 11.5h.01',
} as const;

export type IconName = keyof typeof ICONS;
export const SOLID: readonly IconName[] = ['play', 'pause'];
