import { empty, mount, page } from '../ui.js';

export const title = 'Audit';

export function render(root) {
  mount(root, page({ title }, empty('Not built yet', 'This view follows.')));
}
