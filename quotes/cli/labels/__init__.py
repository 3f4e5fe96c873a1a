"""The commands on what people say is right, a module each: corrections, annotations, gold."""
