throw new Error('This worker cannot start.');
