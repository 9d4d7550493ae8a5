import '#ui/styles/tokens.css';
import '#ui/styles/base.css';
import { startStudio } from './start.tsx';

void startStudio(document.querySelector<HTMLElement>('#studio')!);
