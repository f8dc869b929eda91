// Reads calendar files with ical.js (Mozilla Thunderbird, Nextcloud) and prints their events as JSON.
// Arguments: the folder in which npm installed ical.js, then the files.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, ...files] = process.argv.slice(2);
const from = createRequire(join(resolve(folder), "package.json"));
const { default: ICAL } = await import(pathToFileURL(from.resolve("ical.js")));

const instant = (time) => new Date(time.toUnixTime() * 1000).toISOString();

function seen(component) {
  const event = new ICAL.Event(component);
  const { startDate, endDate } = event;
  for (const time of [startDate, endDate]) {
    if (!time.isDate && time.zone === ICAL.Timezone.localTimezone) throw new Error(`no zone: ${time}`);
  }
  return {
    uid: event.uid,
    start: instant(startDate),
    end: instant(endDate),
    all_day: startDate.isDate,
    summary: event.summary,
    status: component.getFirstPropertyValue("status"),
    sequence: event.sequence,
    location: event.location ?? "",
    description: event.description ?? "",
  };
}

const calendars = files.map((file) => new ICAL.Component(ICAL.parse(readFileSync(file, "utf8"))));
const told = calendars.map((calendar) => calendar.getAllSubcomponents("vevent").map(seen));
process.stdout.write(JSON.stringify(told));
