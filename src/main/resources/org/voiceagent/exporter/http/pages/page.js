// The script of all pages. Every page works without it.
"use strict";
(() => {
  const toTheMinute = { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" };
  const clock = new Intl.DateTimeFormat(undefined, toTheMinute);
  const otherYear = new Intl.DateTimeFormat(undefined, { year: "numeric", ...toTheMinute });

  // Times in the reader's zone; the title keeps UTC.
  const localTimes = (root) => {
    for (const time of root.querySelectorAll("time[datetime]")) {
      const at = new Date(time.dateTime);
      if (Number.isNaN(at.getTime())) continue;
      const thisYear = at.getFullYear() === new Date().getFullYear();
      time.textContent = (thisYear ? clock : otherYear).format(at);
    }
  };

  // Buttons that copy the text of the element they name. They are hidden without this script.
  const copyButtons = (root) => {
    if (!navigator.clipboard) return;
    for (const button of root.querySelectorAll("button[data-copy]")) button.hidden = false;
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-copy]");
    if (!button) return;
    const label = button.textContent;
    try {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Not copied";
    }
    setTimeout(() => { button.textContent = label; }, 1500);
  });

  // A choice in the filters applies at once.
  document.addEventListener("change", (event) => {
    if (event.target.matches("form.filters select")) event.target.form.requestSubmit();
  });

  const prepare = (root) => {
    localTimes(root);
    copyButtons(root);
  };

  // Brings one region up to date. What is focused stays focused, what is unfolded stays unfolded.
  const renew = (old, fresh) => {
    for (const details of old.querySelectorAll("details[id][open]")) {
      fresh.querySelector("#" + CSS.escape(details.id))?.setAttribute("open", "");
    }
    prepare(fresh);
    if (old.innerHTML === fresh.innerHTML) return;
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    const links = focused ? [...old.querySelectorAll("a, button, summary")] : [];
    const place = links.indexOf(focused);
    old.replaceChildren(...fresh.childNodes);
    if (!focused) return;
    const again = (focused.id && document.getElementById(focused.id))
      || [...old.querySelectorAll("a, button, summary")].find(
        (one) => one.outerHTML === focused.outerHTML)
      || old.querySelectorAll("a, button, summary")[place];
    again?.focus({ preventScroll: true });
  };

  const refresh = async (seconds) => {
    try {
      if (!document.hidden && !document.getSelection()?.toString()) {
        const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
        if (answer.ok) {
          const page = new DOMParser().parseFromString(await answer.text(), "text/html");
          for (const region of document.querySelectorAll("[data-live][id]")) {
            const fresh = page.getElementById(region.id);
            if (fresh) renew(region, fresh);
          }
        }
        document.documentElement.toggleAttribute("data-stale", !answer.ok);
      }
    } catch {
      document.documentElement.setAttribute("data-stale", "");
    }
    setTimeout(refresh, seconds * 1000, seconds);
  };

  prepare(document);
  const live = document.querySelector("main[data-refresh]");
  if (live) setTimeout(refresh, live.dataset.refresh * 1000, Number(live.dataset.refresh));
})();
