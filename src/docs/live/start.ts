import { examples } from './examples.ts';
import { Stage } from './stage.ts';

export function startExamples(figures: Iterable<HTMLElement>): void {
  for (const figure of figures) {
    const example = examples[figure.dataset['example']!];
    if (example) new Stage(figure, example).open();
  }
}
