import { examples } from './examples.ts';
import { startStage } from './stage.ts';

export function startExamples(figures: Iterable<HTMLElement>): void {
  for (const figure of figures) {
    const example = examples[figure.dataset['example']!];
    if (example) startStage(figure, example);
  }
}
