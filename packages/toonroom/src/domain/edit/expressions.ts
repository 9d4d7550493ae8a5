import type { FaceTweaks } from './tweaks.ts';

/** Expressions that a drawn face can be given, for sets of stickers. */
export const expressionNames = [
  'neutral',
  'smiling',
  'laughing',
  'surprised',
  'sad',
  'sceptical',
  'sweet',
  'caricature',
] as const;
export type ExpressionName = (typeof expressionNames)[number];

/** What each expression changes; its amounts come on top of the style's own proportions. */
export const expressions: Readonly<Record<ExpressionName, FaceTweaks>> = {
  neutral: {},
  smiling: { smile: 0.6, mouth: 0.2, brows: 0.15 },
  laughing: { smile: 1, mouth: 0.8, brows: 0.5, eyes: -0.25 },
  surprised: { eyes: 1, brows: 1, mouth: -0.8, smile: -0.15 },
  sad: { smile: -1, brows: 0.35, eyes: 0.2, mouth: -0.25 },
  sceptical: { smile: -0.45, brows: -1, eyes: -0.45, mouth: -0.3 },
  sweet: { eyes: 0.8, nose: -0.6, smile: 0.45, mouth: -0.4, jaw: -0.5 },
  caricature: { eyes: 0.5, nose: 1, mouth: 0.6, smile: 0.4, jaw: 0.9 },
};

/** `tweaks` with an expression: its amounts are added to theirs, within −1..1; colours and marks stay. */
export function withExpression(tweaks: FaceTweaks, name: ExpressionName): FaceTweaks {
  const added = Object.entries(expressions[name]).map(([part, amount]) => {
    const own = tweaks[part as keyof typeof tweaks];
    const sum = (typeof own === 'number' ? own : 0) + Number(amount);
    return [part, Math.min(1, Math.max(-1, sum))];
  });
  return { ...tweaks, ...(Object.fromEntries(added) as FaceTweaks) };
}
