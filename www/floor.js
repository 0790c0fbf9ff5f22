// Says a readable sentence where the browser is too old for the page's modules, or one of them did not load. Plain ES5.
window.addEventListener("load", function () {
  if (window.customElements && window.customElements.get("spawn-point")) return;
  var notice = document.createElement("p");
  notice.className = "notice";
  notice.setAttribute("role", "alert");
  notice.appendChild(document.createTextNode(
    "Programs cannot be run here: this browser is too old, or a part of the page did not load. " +
    "Please reload the page, or use Chrome or Edge 103, Firefox 114, Safari 16.4 or anything newer."
  ));
  var main = document.getElementById("main") || document.body;
  main.insertBefore(notice, main.firstChild);
});
