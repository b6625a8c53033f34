// Puts the letters that reports are printed in (projects/judging/fonts.py), with their licence, beside the built files.
import { copyFileSync, mkdirSync } from 'node:fs';

const from = new URL('node_modules/dejavu-fonts-ttf/', import.meta.url);
const to = new URL('../dist/fonts/', import.meta.url);

mkdirSync(to, { recursive: true });
copyFileSync(new URL('ttf/DejaVuSans.ttf', from), new URL('DejaVuSans.ttf', to));
copyFileSync(new URL('LICENSE', from), new URL('DejaVuSans.LICENSE.txt', to));
