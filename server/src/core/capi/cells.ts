// What a cell of a table says: a text or nothing, a number, several words.

export function textOrNull(cell: string): string | null {
  return cell === "" ? null : cell;
}

export function numberOr(cell: string, otherwise: number): number {
  return cell === "" ? otherwise : Number(cell);
}

export function words(cell: string): readonly string[] {
  return cell === "" ? [] : cell.split(" ");
}
