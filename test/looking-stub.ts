import type { ExplorerApi } from '../core/contract/explorer.ts';
import type { PreviewApi } from '../core/contract/preview.ts';
import type { RetentionApi } from '../core/contract/retention.ts';
import type { TestCaptureApi } from '../core/contract/test-capture.ts';

const nothing = async (): Promise<never> => {
  throw new Error('Nothing is looked into here.');
};

/** For tests of what has nothing to do with files. */
export const lookingStub: PreviewApi & ExplorerApi & TestCaptureApi & RetentionApi = {
  ...{ previewPulse: nothing, neighbourPulses: nothing, trend: nothing },
  ...{ exploreFile: nothing, exploreEntity: nothing, exploreAttributes: nothing },
  ...{ exploreValue: nothing, explorePaths: nothing, exploreFolder: nothing },
  ...{ startTest: nothing, stopTest: nothing, getTest: nothing, testReport: nothing, removeTest: nothing },
  listTests: async () => [],
  getRetention: nothing,
};
