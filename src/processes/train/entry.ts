import { serve, type Emit } from '../serve';
import { trainRequestSchema, type TrainRequest } from './protocol';
import { TrainServer } from './server';

/** The train process: reads data and trains, while the editor goes on. */
const server: TrainServer = new TrainServer(news => emit(news));
const emit: Emit = serve(trainRequestSchema, (request: TrainRequest) => server.handle(request));
