// The ops console: says whom a share reaches while the slider moves.
document.addEventListener("input", (event) => {
  const slider = event.target;
  if (!(slider instanceof HTMLInputElement) || !slider.dataset.reached) return;
  const told = slider.form?.querySelector("output");
  if (!told) return;
  const reached = slider.dataset.reached.split(" ").map(Number);
  told.querySelector("[data-share]").textContent = `${slider.value} %`;
  told.querySelector("[data-count]").textContent = reached[Number(slider.value)].toLocaleString("en");
});
