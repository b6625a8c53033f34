// Sets the chosen theme before the first paint; loaded in the head, without defer. The studio writes the same key.
(function () {
  try {
    if (localStorage.getItem('dailies-theme') === 'light') document.documentElement.dataset.theme = 'light';
  } catch {
    // Storage can be forbidden; the page is then dark.
  }
})();
