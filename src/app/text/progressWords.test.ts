import { describe, expect, it } from 'vitest';
import { formatsOf } from '../shared/formats.ts';
import type { Headway } from '../shared/state/jobSlice.ts';
import { progressWords, stageWords } from './progressWords.ts';
import { texts } from './texts.ts';

const english = (headway: Headway | null) =>
  progressWords(headway, texts.en, formatsOf('en'), texts.en.styleNamed('3D'));
const chinese = (headway: Headway) =>
  progressWords(headway, texts['zh-CN'], formatsOf('zh-CN'), texts['zh-CN'].drawingKit);

describe('progressWords', () => {
  it('names a download with its share: files travel packed, so that their sizes say little', () => {
    const headway: Headway = { stage: 'download', fraction: 0.2, done: 400_000, total: 2_900_000 };
    expect(english(headway)).toBe('Downloading the 3D style (14%)');
    expect(chinese(headway)).toBe('正在下载绘画工具（14%）');
  });

  it('counts the face at hand, not the finished ones, and never beyond the last', () => {
    expect(english({ stage: 'face', fraction: 0.5, done: 1, total: 5 })).toBe(
      'Drawing face 2 of 5',
    );
    expect(english({ stage: 'face', fraction: 0.9, done: 5, total: 5 })).toBe(
      'Drawing face 5 of 5',
    );
    expect(chinese({ stage: 'landmarks', fraction: 0.1, done: 0, total: 2 })).toBe(
      '正在识别第 1 张脸的五官，共 2 张',
    );
  });

  it('does not count a single face', () => {
    expect(english({ stage: 'face', fraction: 0.5, done: 0, total: 1 })).toBe('Drawing the face');
    expect(english({ stage: 'face', fraction: 0.5 })).toBe('Drawing the face');
  });

  it('has words before the first report', () => {
    expect(english(null)).toBe('Starting');
  });
});

describe('stageWords', () => {
  it('stay the same while the numbers of a stage change', () => {
    const at = (done: number) =>
      stageWords({ stage: 'download', fraction: done / 9, done, total: 9 }, texts.en, 'it');
    expect(at(1)).toBe(at(8));
  });
});
