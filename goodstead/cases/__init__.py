"""The file: reference, parties and their part, named officer, status, links and closing. Nothing else."""
