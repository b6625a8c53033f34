"""A cluster in a box: the policy of the queue in a discrete-event loop, with simulated devices, tenants and faults."""
