/** How much of each part is measured. */
export type GroupExtent = {
  /** Announcements of which the lag is measured. */
  announcements: number;
  followers: readonly number[];
  /** Pulses of the schedule while the leader captures, and while it does not. */
  scheduled: number;
  /** Pulses of the standard load that are captured by 1, 2 and 4 exporters. */
  captures: number;
  /** The large group, and what it is kept at each rate for. */
  members: number;
  devices: number;
  seconds: number;
};

export const wholeGroup: GroupExtent = {
  ...{ announcements: 2000, followers: [8, 32], scheduled: 50, captures: 30 },
  ...{ members: 32, devices: 1500, seconds: 10 },
};
export const quickGroup: GroupExtent = {
  ...{ announcements: 100, followers: [8], scheduled: 4, captures: 3 },
  ...{ members: 8, devices: 300, seconds: 2 },
};
