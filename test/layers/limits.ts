export const maxLines = 250;
export const unclearFolders = ['utils', 'helpers', 'common', 'types', 'shared', 'misc', 'lib'];
