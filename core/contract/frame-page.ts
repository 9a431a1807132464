/** The page that shows any HDF5 file in a frame of the others, beside them: as a build names it. */
export const framePage = 'frame/explorer.html';
export const frameFiles = '/frame/assets/';

/** What its frame may do, in the frame and again in its own policy: run scripts without an origin, and save what a person exports. */
export const frameSandbox = 'allow-scripts allow-downloads';
