// All of these tests share one root namespace, as labs on one machine do.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
