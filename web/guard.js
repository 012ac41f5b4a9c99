// What a visitor is told when the other scripts do not come, or fail before the
// program draws: a sentence and a button. Any browser can read this one.
(function () {
  'use strict';
  var chosen = navigator.language;
  try { chosen = localStorage.getItem('lang') || chosen; } catch (e) { /* not kept, then */ }
  var ja = /^ja\b/.test(chosen);
  var text = ja
    ? 'ページを読み込めませんでした。再読み込みするか、新しいブラウザでお試しください。'
    : 'The page could not be loaded. Try again, or use a current browser.';

  function tell() {
    var strip = document.getElementById('strip');
    if (!strip || !strip.hidden || document.documentElement.getAttribute('data-phase') !== 'loading') return;
    document.getElementById('strip-text').textContent = text;
    var retry = strip.querySelector('[data-do=retry]');
    retry.hidden = false;
    retry.onclick = function () { location.reload(); };
    strip.setAttribute('data-guard', ''); // it goes if the program draws all the same
    strip.hidden = false;
  }

  // Errors of scripts, and (captured) those of script elements whose file does not come.
  // Others are of pictures, of extensions, or of the page's layout.
  window.addEventListener('error', function (e) {
    var file = e.filename || e.target && e.target.tagName === 'SCRIPT' && e.target.src || '';
    if (file.indexOf(location.origin + '/') !== 0 || !/\.js$/.test(file)) return;
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', tell);
    else tell();
  }, true);
})();
