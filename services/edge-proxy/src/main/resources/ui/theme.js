// Before the first paint, so that nobody sees the other theme flash by.
const chosen = localStorage.getItem('sallyport.theme');
if (chosen === 'dark' || chosen === 'light') {
  document.documentElement.dataset.theme = chosen;
}
