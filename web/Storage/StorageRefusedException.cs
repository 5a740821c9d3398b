namespace DataPortal.Storage;

/// <summary>The store cannot be opened or copied as it is. The message says why and what to do.</summary>
public sealed class StorageRefusedException(string message, Exception? inner = null) : Exception(message, inner);
