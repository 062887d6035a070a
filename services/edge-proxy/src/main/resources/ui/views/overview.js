import { empty, mount, page } from '../ui.js';

export const title = 'Overview';

export function render(root) {
  mount(root, page({ title }, empty('Not built yet', 'This view follows.')));
}
