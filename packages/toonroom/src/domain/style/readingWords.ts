import type { StyleNumbers } from '../model/styleManifest.ts';
import { readValue, type StyleReading } from './reading.ts';

/** What was read, in a word for each group. */
export interface ReadingWords {
  readonly line: 'none' | 'thin' | 'medium' | 'heavy';
  readonly tones: 'smooth' | 'soft' | 'hard';
  readonly palette: 'grey' | 'muted' | 'natural' | 'vivid';
  readonly hair: 'soft' | 'locks';
  readonly eyes: 'natural' | 'large' | 'huge';
  readonly finish: 'clean' | 'pencil' | 'crayon' | 'dots' | 'brush' | 'paper';
}

/** How much of a medium must be seen for it to be named. */
const leastMedium = 0.35;

export function readingWords(reading: StyleReading, bounds: StyleNumbers): ReadingWords {
  const value = (name: string): number => readValue(reading, name, bounds) ?? 0;
  const width = value('line.outline') * value('line.outline_px');
  const chroma = value('finish.chroma') * value('scene.chroma') * (1 - value('finish.pencil'));
  const eyes = (value('proportions.eyeWidth') + value('proportions.eyeHeight')) / 2;
  const media = [
    ['pencil', value('finish.pencil')],
    ['crayon', value('finish.crayon')],
    ['dots', value('finish.dots')],
    ['brush', value('finish.bristles') / 2],
    ['paper', value('finish.paper')],
  ] as const;
  const [medium, amount] = media.reduce((most, each) => (each[1] > most[1] ? each : most));
  return {
    line: width < 0.5 ? 'none' : width < 1.4 ? 'thin' : width < 2.6 ? 'medium' : 'heavy',
    tones: value('skin.lit') > 0.5 ? 'smooth' : value('skin.softness') > 0.1 ? 'soft' : 'hard',
    palette: chroma < 0.2 ? 'grey' : chroma < 0.75 ? 'muted' : chroma < 1.15 ? 'natural' : 'vivid',
    hair: value('hair.softness') > 0.35 ? 'soft' : 'locks',
    eyes: eyes < 1.18 ? 'natural' : eyes < 1.38 ? 'large' : 'huge',
    finish: amount < leastMedium ? 'clean' : medium,
  };
}
