import { AwsError } from "../errors";

/**
 * AWS answers 404 to what is not there. Texts are recorded against AWS.
 * @param message as AWS writes it
 * @returns NotFoundException, 404
 */
export const notFound = (message: string): AwsError => new AwsError("NotFoundException", message, 404);
/**
 * AWS answers 409 to what is there already.
 * @param message as AWS writes it
 * @returns ConflictException, 409
 */
export const conflict = (message: string): AwsError => new AwsError("ConflictException", message, 409);
/**
 * AWS answers 400 to what it does not take.
 * @param message as AWS writes it
 * @returns BadRequestException, 400
 */
export const badRequest = (message: string): AwsError => new AwsError("BadRequestException", message);
