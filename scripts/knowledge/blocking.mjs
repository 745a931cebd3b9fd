// How long a call may wait. blocking-weights.tsv decides name by name; a name it does not list is in the researched tables because
// somebody released the GIL round it, which alone proves little (destructors are wrapped too), so it weighs low.
import { byKey } from "./tsv.mjs";

export function blockingRows(read) {
  const seen = byKey(read("facts/blocking_seen_released.tsv"), "function");
  const listed = byKey(read("facts/stdio_shared.tsv").filter((row) => row.kind === "blocking"));
  const weighed = new Map(
    read("blocking-weights.tsv").flatMap((row) => row.names.split(" ").map((name) => [name, { ...row, name }])),
  );
  const names = new Set([...seen.keys(), ...listed.keys(), ...weighed.keys()]);
  return [...names].map((name) => {
    const weight = weighed.get(name);
    return {
      name,
      family: weight?.family ?? seen.get(name)?.family ?? listed.get(name)?.note ?? "",
      weight: weight?.weight ?? "low",
      why: weight?.why ?? "usually short",
      source: evidence(seen.get(name)) ?? documented(listed.get(name)) ?? weight?.source,
    };
  });
}

function evidence(row) {
  if (!row) return undefined;
  const sites = Number(row.sites_in_regions_now) + Number(row.wrap_fix_sites);
  return `released round it in ${row.project_names.replaceAll(",", ", ")}: ${sites}`;
}

const documented = (row) => row && `${row.source}${row.header ? ` <${row.header.split(",")[0]}>` : ""}`;
