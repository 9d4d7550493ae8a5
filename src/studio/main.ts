import '#ui/styles/tokens.css';
import '#ui/styles/base.css';
import { settingsOfLastVisit, showLook } from '#app/settings/look.ts';

showLook(settingsOfLastVisit());
