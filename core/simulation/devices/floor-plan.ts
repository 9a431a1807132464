/** The rooms a simulated facility has, in the order the light goes through them. */
const rooms = [
  { area: 'Front end', prefix: 'PM-201-FE' },
  { area: 'Preamplifier', prefix: 'PM-202-PA' },
  { area: 'Main amplifier', prefix: 'PM-203-MA' },
  { area: 'Compressor', prefix: 'CM-202-CVC' },
  { area: 'Diagnostics', prefix: 'CM-204-DIA' },
  { area: 'Experimental area 1', prefix: 'EA-301-EA1' },
] as const;

/** Name and area of the nth device of a kind: kinds are spread over the rooms, names are the keys of the Gateway's manifest. */
export function placeOf(kind: string, number: number): { name: string; area: string } {
  const room = rooms[number % rooms.length] ?? rooms[0];
  return { name: `${room.prefix}-${kind}-${Math.floor(number / rooms.length) + 1}`, area: room.area };
}
