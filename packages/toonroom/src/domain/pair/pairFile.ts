import { type KeyPoints, keyPointCount } from './keyPoints.ts';

// The manifest of a set of pairs. training/toonroom_training/data/pairs.py reads it and tells what its fields mean.

/** Name of the manifest within the archive. */
export const manifestName = 'pairs.json';
const format = 'toonroom-pairs';
const pairFileVersion = 1;

export const verdicts = ['accepted', 'rejected', 'open'] as const;
export type Verdict = (typeof verdicts)[number];

/** A picture of a pair. */
export interface PairPicture {
  /** Its path in the archive; a PNG. */
  readonly file: string;
  /** px */
  readonly width: number;
  readonly height: number;
  /** px of this picture. */
  readonly points: KeyPoints;
}

/** A pair as the manifest has it. */
export interface PairRecord {
  /** Tells it from others, also those of other sets. */
  readonly id: string;
  readonly name: string;
  readonly verdict: Verdict;
  readonly comment: string;
  readonly photo: PairPicture;
  readonly cartoon: PairPicture;
  /** The path of the aligned cartoon, as large as the photo; null where the cartoon cannot be aligned. */
  readonly aligned: string | null;
}

/** Px are written with so many digits: what is finer is rounded before anything is aligned. */
const fineness = 1000;

/** Key points as a file keeps them. */
export function roundPoints(points: KeyPoints): KeyPoints {
  return points.map((value) => Math.round(value * fineness) / fineness);
}

/** The manifest of these pairs, as JSON. */
export function writeManifest(pairs: readonly PairRecord[]): string {
  return `${JSON.stringify({ format, version: pairFileVersion, pairs: pairs.map(plain) }, null, 1)}\n`;
}

function plain({ photo, cartoon, aligned, ...facts }: PairRecord): object {
  return {
    ...facts,
    photo: plainPicture(photo),
    cartoon: plainPicture(cartoon),
    aligned: aligned === null ? null : { file: aligned },
  };
}

function plainPicture({ file, width, height, points }: PairPicture): object {
  const places = Array.from({ length: keyPointCount }, (_, point) => [
    points[point * 2],
    points[point * 2 + 1],
  ]);
  return { file, width, height, points: places };
}

/** Why a manifest cannot be used. */
export type ManifestFault = 'notPairs' | 'newer' | 'damaged';

export class ManifestError extends Error {
  readonly fault: ManifestFault;
  /** The field that is wrong, such as `pairs[3].photo.points`; empty where there is none. */
  readonly field: string;

  constructor(fault: ManifestFault, field = '') {
    super(`${fault} ${field}`);
    this.fault = fault;
    this.field = field;
  }
}

/** The pairs of a manifest. @throws ManifestError */
export function readManifest(json: string): readonly PairRecord[] {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new ManifestError('damaged');
  }
  const fields = fieldsOf(value, '');
  if (fields['format'] !== format) throw new ManifestError('notPairs');
  const { version, pairs } = fields;
  if (typeof version === 'number' && version > pairFileVersion) throw new ManifestError('newer');
  if (version !== pairFileVersion) throw new ManifestError('damaged', 'version');
  if (!Array.isArray(pairs)) throw new ManifestError('damaged', 'pairs');
  return pairs.map((pair, index) => readPair(pair, `pairs[${index}]`));
}

function readPair(value: unknown, at: string): PairRecord {
  const fields = fieldsOf(value, at);
  const verdict = verdicts.find((known) => known === fields['verdict']);
  if (!verdict) throw new ManifestError('damaged', `${at}.verdict`);
  const aligned = fields['aligned'] === null ? null : fieldsOf(fields['aligned'], `${at}.aligned`);
  if (!aligned && verdict === 'accepted') throw new ManifestError('damaged', `${at}.aligned`);
  return {
    id: textIn(fields, 'id', at),
    name: textIn(fields, 'name', at),
    verdict,
    comment: textIn(fields, 'comment', at),
    photo: readPicture(fields['photo'], `${at}.photo`),
    cartoon: readPicture(fields['cartoon'], `${at}.cartoon`),
    aligned: aligned && textIn(aligned, 'file', `${at}.aligned`),
  };
}

function readPicture(value: unknown, at: string): PairPicture {
  const fields = fieldsOf(value, at);
  const width = sideIn(fields, 'width', at);
  const height = sideIn(fields, 'height', at);
  const places = fields['points'];
  const isPlace = (place: unknown): place is readonly [number, number] =>
    Array.isArray(place) &&
    place.length === 2 &&
    isWithin(place[0], width) &&
    isWithin(place[1], height);
  if (!Array.isArray(places) || places.length !== keyPointCount || !places.every(isPlace)) {
    throw new ManifestError('damaged', `${at}.points`);
  }
  return {
    file: textIn(fields, 'file', at),
    width,
    height,
    points: Float64Array.from(places.flat()),
  };
}

function isWithin(value: unknown, most: number): boolean {
  return typeof value === 'number' && value >= 0 && value <= most;
}

function fieldsOf(value: unknown, at: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  throw new ManifestError('damaged', at);
}

function textIn(fields: Readonly<Record<string, unknown>>, name: string, at: string): string {
  const value = fields[name];
  if (typeof value !== 'string') throw new ManifestError('damaged', `${at}.${name}`);
  return value;
}

function sideIn(fields: Readonly<Record<string, unknown>>, name: string, at: string): number {
  const value = fields[name];
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
  throw new ManifestError('damaged', `${at}.${name}`);
}
