import { allowModules } from '../../training/userModel/permission';
import { contain } from '../containment';
import { serve, type Emit } from '../serve';
import { MODULES, trainRequestSchema, type TrainRequest } from './protocol';
import { TrainServer } from './server';

/** The train process: reads data and trains, while the editor goes on. Modules of the user run where the host says so. */
const server: TrainServer = new TrainServer(news => emit(news));
const handle = (request: TrainRequest) => server.handle(request);
const runsModules = process.argv.includes(MODULES);
if (runsModules) allowModules();
const emit: Emit = serve(trainRequestSchema, runsModules ? contain(handle) : handle);
